/** A department's signing key. The secret is sealed at rest and never printed again after it was made. */
export interface DepartmentKey {
  keyid: string;
  department: string;
  algorithm: 'hmac-sha256' | 'ecdsa-p256-sha256' | 'ed25519' | 'hmac-sm3';
  /** Base64: the shared secret, or the public key (SPKI DER). */
  secret: string;
  /** CloudEvents `source` must equal one of these or go on after it with a slash. */
  sources: readonly string[];
  /** Division code the department may report about. */
  area: string;
  status: 'live' | 'revoked';
  createdAt: number;
}

/** Where a department's own system wants to be told that there is something to fetch. Set by the operator, nobody else. */
export interface WebhookEndpoint {
  department: string;
  /** It is told what concerns this division. */
  area: string;
  url: string;
  /** `whsec_` and base64; sealed at rest. All that are not over sign: two while one replaces the other. */
  secrets: readonly { secret: string; until?: number | undefined }[];
  status: 'live' | 'disabled';
  /** Why it is disabled, in Chinese. */
  why?: string | undefined;
  changedAt: number;
}

export interface Access {
  key(keyid: string): Promise<DepartmentKey | undefined>;
  putKey(key: DepartmentKey): Promise<void>;
  keys(): Promise<DepartmentKey[]>;
  /** The endpoints of one department, disabled ones too. */
  webhooks(department: string): Promise<WebhookEndpoint[]>;
  putWebhook(endpoint: WebhookEndpoint): Promise<void>;
  removeWebhook(endpoint: Pick<WebhookEndpoint, 'department' | 'area'>): Promise<void>;
  /** While held the hub assesses and sends nothing: after a restore, until `jiuzhu release`. */
  held(): Promise<boolean>;
  setHeld(held: boolean): Promise<void>;
  /** Wrapped data keys; `putDataKey` keeps the first where two make one at once and returns the one that stands. */
  dataKey(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  putDataKey(name: string, wrapped: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  archiveProfile(version: string, canonical: string): Promise<void>;
  profile(version: string): Promise<string | undefined>;
}
