/** What one signed request brought: the claim on its nonce and, for reconciling, the keys of its events. */
export interface RequestManifest {
  department: string;
  keyid: string;
  nonce: string;
  /** Epoch ms. */
  at: number;
  events: readonly string[];
}

export interface Requests {
  /** Claims the nonce and stores the manifest in one write. */
  claim(manifest: RequestManifest): Promise<'claimed' | 'replayed'>;
  /** All manifests of a key on a day (Asia/Shanghai). */
  of(keyid: string, day: string): AsyncIterable<RequestManifest>;
}
