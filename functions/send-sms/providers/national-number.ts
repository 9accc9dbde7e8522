/** A mainland number as its vendors take and give it: 11 digits. */
export const nationalNumber = (e164: string): string => e164.replace(/^\+86/, '');
