import * as z from 'zod';

/** Help that is not money: what organisations and village stations offer, and what households lack (助联体). */
export const services = z.enum(['care', 'meals', 'haircut', 'companionship', 'schooling', 'legal', 'repairs', 'other']);
