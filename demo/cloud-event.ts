import { type EventName, typeOf } from '../domain/events/schemas.ts';

/** An event as a department's system would write it. */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  supersedes?: string;
  data: Readonly<Record<string, unknown>>;
}

export const departments = [
  'civil-affairs',
  'medical-insurance',
  'health',
  'disabled-persons',
  'human-resources',
  'education',
] as const;
export type Department = (typeof departments)[number];

/** The source every department of the county posts under. */
export const sourceOf = (department: Department) => `//${department}.gansu/tongwei`;

/** Some events of one department, sent at one moment of the month. */
export interface Posting {
  /** Epoch ms, by the clock that the demo drives. */
  at: number;
  department: Department;
  /** What is worth telling about it, in Chinese. */
  about?: string;
  events: readonly CloudEvent[];
}

/** A day's time of day in Shanghai, as CloudEvents write it. */
export const timeOn = (day: string, time: string) => `${day}T${time}:00+08:00`;

/** Makes events whose ids count up, so that playing the month again sends the very same ones. */
export function eventMaker() {
  let made = 0;
  return (
    department: Department,
    name: EventName,
    time: string,
    data: Readonly<Record<string, unknown>>,
    attributes: { id?: string; supersedes?: string } = {},
  ): CloudEvent => {
    made += 1;
    return {
      specversion: '1.0',
      id: `demo-${name}-${String(made).padStart(5, '0')}`,
      source: sourceOf(department),
      type: typeOf(name),
      time,
      ...attributes,
      data,
    };
  };
}
export type MakeEvent = ReturnType<typeof eventMaker>;
