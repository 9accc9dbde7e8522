import { describe, expect, it } from 'vitest';
import { noticeKinds } from '../../domain/notice.ts';
import { catalogue, mayDecline, mayWake, recipientKinds, toldUnlessSaid } from '../../domain/notice-catalogue.ts';
import { mayDisturb } from '../../domain/quiet-hours.ts';
import { wordingsFor } from '../../domain/wordings.ts';

describe('the catalogue of notices', () => {
  it('lets people decline the statement, and nothing that decides about their aid or that an office must act on', () => {
    expect(noticeKinds.options.filter(mayDecline)).toEqual(['statement']);
  });

  it('has words for everybody it tells, and for nobody else', () => {
    for (const kind of noticeKinds.options) {
      const entry = catalogue[kind];
      expect([kind, wordingsFor(kind, 'office').length > 0]).toEqual([kind, 'office' in entry]);
      expect([kind, wordingsFor(kind, 'person').length > 0]).toEqual([kind, 'person' in entry]);
    }
  });

  it('lets a province choose among all that recipients can be told', () => {
    expect(noticeKinds.options.filter((kind) => 'person' in catalogue[kind])).toEqual([...recipientKinds]);
  });

  it('tells a recipient nothing of a warning unless the province says so', () => {
    expect(toldUnlessSaid).toEqual(['missed', 'granted', 'statement']);
  });

  it('wakes an office for what is urgent, and no recipient for anything', () => {
    expect(noticeKinds.options.filter(mayWake)).toEqual(['warning-raised', 'level-raised', 'task-emergency']);
    const person = { to: 'person', person: 'p-1' } as const;
    expect(noticeKinds.options.filter((kind) => mayDisturb({ kind, audience: person }))).toEqual([]);
  });
});
