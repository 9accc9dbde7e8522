const RealDate = Date;
let offset = 0;

/** Moves `Date.now()` and `new Date()` of this process by so many ms; timers keep the machine's time. */
export function shiftDate(offsetMs: number): void {
  offset = offsetMs;
  globalThis.Date = ShiftedDate;
}

const now = (): number => RealDate.now() + offset;

/** A proxy rather than a subclass: `Date()` without `new`, `instanceof` and subclasses of Date keep working. */
const ShiftedDate: DateConstructor = new Proxy(RealDate, {
  construct(target, given, newTarget): Date {
    return Reflect.construct(
      target,
      given.length === 0 ? [now()] : given,
      newTarget === ShiftedDate ? target : newTarget,
    );
  },
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
