/** Reads secrets by name. */
export interface SecretReader {
  /** Undefined where it has no value yet. Throws where it cannot be read. */
  read(name: string): Promise<string | undefined>;
}

export interface Secrets extends SecretReader {
  /** Replaces the value; who reads it anew has the new one. */
  write(name: string, text: string): Promise<void>;
}
