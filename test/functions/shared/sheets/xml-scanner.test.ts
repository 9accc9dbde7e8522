import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOf, XmlFault, XmlScanner } from '../../../../functions/shared/sheets/xml-scanner.ts';

/** What a scanner tells, texts that came in parts joined. */
function told(pieces: readonly string[]): string[] {
  const said: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') said.push(`“${text}”`);
    text = '';
  };
  const scanner = new XmlScanner({
    wantsText: true,
    open: (name, attributes) => {
      flush();
      said.push(`<${name}${attributes}>`);
    },
    close: (name) => {
      flush();
      said.push(`</${name}>`);
    },
    text: (part) => {
      text += part;
    },
  });
  for (const piece of pieces) scanner.write(piece);
  scanner.end();
  return said;
}

describe('XML', () => {
  const xml = `\ufeff<?xml version="1.0"?>\r\n<!-- <a> --><a:b x='>' y="/"><c/>1 &lt; 2&#10;&#x738b;\r\n<![CDATA[<&]]></a:b >\n`;
  const whole = ['<b x=\'>\' y="/">', '<c>', '</c>', '“1 < 2\n王\n<&”', '</b>'];

  it('is told by its tags and texts, wherever it is cut', () => {
    expect(told([xml]).filter((each) => !each.includes('\ufeff'))).toEqual(whole);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: xml.length }), (size) => {
        const pieces = xml.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        expect(told(pieces).filter((each) => !each.includes('\ufeff'))).toEqual(whole);
      }),
    );
  });

  it.each(['', '<a>', '<a', '</a>', '<a></a></b>', '<!DOCTYPE a><a/>', '<a><![CDATA[</a>', 'nothing'])(
    '%j is at fault',
    (text) => {
      expect(() => told([text])).toThrow(XmlFault);
    },
  );

  it.each([
    [' r="A1" s="2"', 'r', 'A1'],
    [' spans="1" s="2"', 's', '2'],
    [" r = 'A1'", 'r', 'A1'],
    ['\n\tr="A1"', 'r', 'A1'],
    [' x:id="rId1" id2="no"', 'id', 'rId1'],
    [' name="a &amp; b"', 'name', 'a & b'],
    [' attr="r=1"', 'r', undefined],
    ['', 'r', undefined],
    [' r', 'r', undefined],
    [' r="A1', 'r', undefined],
  ])('has in %j as %s %j', (attributes, name, value) => {
    expect(attributeOf(attributes, name)).toBe(value);
  });
});
