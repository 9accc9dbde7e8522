// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is CloudFormation's own syntax
import { describe, expect, it } from 'vitest';
import { NO_VALUE, resolve, type TemplateScope } from '../../local/template.ts';

const scope: TemplateScope = {
  ref: (name) => (name === 'AWS::NoValue' ? NO_VALUE : name === 'List' ? ['a', 'b'] : `<${name}>`),
  attribute: (id, name) => `<${id}.${name}>`,
  importValue: (name) => `<import ${name}>`,
  condition: (name) => ({ 'Fn::Equals': [name, 'Yes'] }),
  mapping: (name, first, second) => `<${name} ${first} ${second}>`,
};

describe('intrinsic functions', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref', { Ref: 'Queue' }, '<Queue>'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, '<Queue.Arn>'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, '<Queue.Arn>'],
    ['Join over others', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-<B>-3'],
    ['Sub', { 'Fn::Sub': 'x/${Queue}/${Queue.Arn}/${!kept}' }, 'x/<Queue>/<Queue.Arn>/${kept}'],
    ['Sub with variables', { 'Fn::Sub': ['${own}${Queue}', { own: { Ref: 'Own' } }] }, '<Own><Queue>'],
    ['Split and Select', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Select of a list parameter', { 'Fn::Select': ['1', { Ref: 'List' }] }, 'b'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Stack}-Key' } }, '<import <Stack>-Key>'],
    ['FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'A' }, 'b'] }, '<Map <A> b>'],
    ['If where it holds', { 'Fn::If': ['Yes', 'then', { Ref: 'Never' }] }, 'then'],
    ['If where it does not', { 'Fn::If': ['No', 'then', { Ref: 'Else' }] }, '<Else>'],
    ['And, Or, Not', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'No' }] }] }] }, true],
    ['NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['NoValue in a list', [1, { 'Fn::If': ['No', 2, { Ref: 'AWS::NoValue' }] }], [1]],
    ["a policy's own Condition", { Condition: { Bool: { x: { Ref: 'Y' } } } }, { Condition: { Bool: { x: '<Y>' } } }],
  ])('%s is resolved', (_name, value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it('refuses a function it does not know, by name', () => {
    expect(() => resolve({ a: { 'Fn::Cidr': [] } }, scope)).toThrow('Fn::Cidr');
  });
});
