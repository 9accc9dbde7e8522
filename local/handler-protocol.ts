// What the hub and a handler's process say to each other. No zod here: it would make every start of a handler slower.

/** How a handler failed, as Lambda reports it. */
export interface HandlerError {
  readonly errorType: string;
  readonly errorMessage: string;
}

export type ToHandler =
  | { readonly kind: 'invoke'; readonly id: string; readonly event: unknown; readonly remainingMs: number }
  | { readonly kind: 'clock'; readonly id: string; readonly offsetMs: number };

export type FromHandler =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly error: HandlerError }
  /** `payload` is JSON. */
  | { readonly kind: 'result'; readonly id: string; readonly payload: string }
  | { readonly kind: 'failure'; readonly id: string; readonly error: HandlerError }
  | { readonly kind: 'clock-set'; readonly id: string };

export const isToHandler = (message: unknown): message is ToHandler => hasKind(message, ['invoke', 'clock']);

export const isFromHandler = (message: unknown): message is FromHandler =>
  hasKind(message, ['ready', 'broken', 'result', 'failure', 'clock-set']);

function hasKind(message: unknown, kinds: readonly string[]): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    kinds.includes(message.kind)
  );
}
