/** A refusal in AWS' JSON protocol. `name` is the code. */
export class ServiceRefusal extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

/** Actions of a service answered by the hub itself, by name. */
export type JsonService = Readonly<Record<string, (input: unknown) => Readonly<Record<string, unknown>>>>;
