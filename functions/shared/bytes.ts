/** Bytes as the SDK gives and takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;
