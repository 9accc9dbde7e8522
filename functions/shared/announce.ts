import { within } from '../../domain/division.ts';
import { type Delivery, newDelivery, type WebhookEvent } from '../../domain/webhook.ts';
import type { Access } from './access.ts';
import type { Clock } from './clock.ts';
import type { Tasks } from './tasks.ts';

export interface AnnouncePorts {
  access: Pick<Access, 'webhooks'>;
  deliveries: Pick<Tasks<Delivery>, 'put'>;
  clock: Clock;
}

/**
 * Owes each event to every endpoint of its department whose area it lies in, or reaches into. A department without one hears nothing and
 * fetches by itself. Again changes nothing: the same event to the same endpoint is one delivery.
 */
export async function announce({ access, deliveries, clock }: AnnouncePorts, events: readonly WebhookEvent[]) {
  for (const event of events) {
    for (const { area, status } of await access.webhooks(event.department)) {
      if (status === 'live' && (within(area, event.area) || within(event.area, area)))
        await deliveries.put(newDelivery(`${event.id}.${area}`, event, area, clock.now()));
    }
  }
}
