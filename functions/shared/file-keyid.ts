/** What stands for the key in the manifests of a department's files: no key is called so, since a key's id has no colon. */
export const fileKeyid = (department: string): string => `file:${department}`;
