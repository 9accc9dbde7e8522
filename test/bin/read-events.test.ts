import { describe, expect, it } from 'vitest';
import { parseEvents } from '../../bin/read-events.ts';

describe('a file of events', () => {
  it.each([
    ['one object', '{"id":"a"}', 1],
    ['one object over several lines', '{\n  "id": "a"\n}\n', 1],
    ['an array', '[{"id":"a"},{"id":"b"}]', 2],
    ['one object a line', '{"id":"a"}\n{"id":"b"}\n', 2],
    ['lines with blank ones between and Windows ends', '{"id":"a"}\r\n\r\n{"id":"b"}', 2],
    ['a byte order mark before it', '\ufeff{"id":"a"}', 1],
  ])('may be %s', (_, text, count) => {
    expect(parseEvents(text, 'f')).toHaveLength(count);
  });

  it('says which line is wrong and repeats nothing of it', () => {
    const read = () => parseEvents('{"id":"a"}\n{"id":62112119680305,}\n', 'f.ndjson');
    expect(read).toThrow('f.ndjson 第2行不是正确的JSON');
    expect(read).not.toThrow('62112119680305');
  });

  it.each(['', '  \n'])('says that it is empty (%j)', (text) => {
    expect(() => parseEvents(text, 'f')).toThrow('f 是空的');
  });

  it('says that one broken object is no JSON', () => {
    expect(() => parseEvents('{"id": 1,,\n "b": 2', 'f.json')).toThrow('f.json 不是正确的JSON');
  });
});
