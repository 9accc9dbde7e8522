/** The newest word that a number gave on messages which may be declined. */
export interface OptOut {
  /** False: they want them again. */
  out: boolean;
  /** When it was said, epoch ms. */
  at: number;
  /** `reply`: by text message from the number itself; else the staff subject who wrote it down. */
  by: string;
}

/** Who wants no more statements by text message: by the keyed hash of the number, whoever shares it. */
export interface OptOuts {
  /** Undefined: this number never said anything. */
  of(phoneKey: string): Promise<OptOut | undefined>;
  /** False where a newer word stands: replies come repeated and out of order. */
  put(phoneKey: string, said: OptOut): Promise<boolean>;
}
