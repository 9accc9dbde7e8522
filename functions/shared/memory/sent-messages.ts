import type { MessageName, SentMessages } from '../sent-messages.ts';

export function memorySentMessages(): SentMessages {
  const messages = new Map<string, string>();
  return {
    async put({ reference, at: _, ...message }) {
      const key = keyOf(message);
      if (!messages.has(key)) messages.set(key, reference);
    },
    find: async (message) => messages.get(keyOf(message)),
  };
}

const keyOf = ({ provider, message, recipient }: MessageName) => JSON.stringify([provider, message, recipient]);
