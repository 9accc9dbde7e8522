import { noticeKinds } from '../domain/notice.ts';
import { catalogue, recipientKinds, toldUnlessSaid } from '../domain/notice-catalogue.ts';
import { fixedNames, variableNamed, variableNames } from '../domain/notice-variables.ts';
import { worstCases } from '../domain/template-check.ts';
import { variablesOf, wordingKeys, wordingNamed } from '../domain/wordings.ts';
import { compileProvince } from './province.ts';

const office = { sms: '短信', digest: '早报', urgency: '急的单独短信,其余早报', ladder: '按 ladder' } as const;
const when = { 'any-hour': '随时', daytime: '不在夜里', morning: '早上' } as const;
const yes = (is: boolean) => (is ? '是' : '');

const table = (headings: readonly string[], rows: readonly (readonly string[])[]) =>
  [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function catalogueTable(): string {
  const rows = noticeKinds.options.flatMap((kind) => {
    const entry = catalogue[kind];
    const told = recipientKinds.find((each) => each === kind);
    return [
      ...('office' in entry
        ? [[`\`${kind}\``, entry.title, '单位', office[entry.office.by], when[entry.office.when], '', '']]
        : []),
      ...('person' in entry
        ? [
            [
              `\`${kind}\``,
              entry.title,
              '群众',
              '短信,收不到的打电话',
              when[entry.person.when],
              yes(entry.person.mayDecline),
              yes(told !== undefined && toldUnlessSaid.includes(told)),
            ],
          ]
        : []),
    ];
  });
  return table(['kind', '什么事', '告诉谁', '怎么告诉', '什么时候', '可以退订', '省里不写也发'], rows);
}

const wordingsTable = () =>
  table(
    ['代号', '文字'],
    wordingKeys.filter((key) => !key.endsWith('.unnamed')).map((key) => [`\`${key}\``, wordingNamed(key) ?? '']),
  );

function variablesTable(): string {
  const uses = (name: string) => wordingKeys.filter((key) => variablesOf(wordingNamed(key) ?? '').includes(name));
  const rows = variableNames.map((name) => {
    const known = variableNamed(name);
    return [name, `\`${known?.as ?? ''}\``, known?.title ?? '', known?.property ?? '', String(uses(name).length)];
  });
  return table(['变量', '阿里云变量名', '内容', '阿里云变量属性', '用在几种文字里'], rows);
}

const worstTable = () =>
  table(
    ['kind', '告诉谁', '发哪一种', '字数', '条数'],
    worstCases(compileProvince('gansu').province).map(({ kind, to, key, characters, parts }) => [
      `\`${kind}\``,
      to === 'office' ? '单位' : '群众',
      `\`${key}\``,
      String(characters),
      String(parts),
    ]),
  );

/** `docs/texts.md`: the catalogue and every wording, from the data that the hub itself sends by. */
export const textsDoc = (): string => `# Texts

What the hub tells whom, in which words. This page is made from the data that the hub sends by (\`domain/notice-catalogue.ts\`, \`domain/wordings.ts\`,
\`domain/notice-variables.ts\`): \`npx vitest run test/lib/texts-doc.test.ts -u\` renews it, and a test fails where it is not current.

## The catalogue

${catalogueTable()}

A recipient hears nothing when a warning is raised unless the profile says so: of a hundred warnings about six end in aid, and a phone may be shared. What
recipients are told of is the profile's \`notices.toRecipients\`; left out, the kinds marked in the last column.

## The wordings

The signature 【…】 goes before each. Of the wordings of one kind the first is taken whose variables are all given and which needs the fewest parts (70
characters are one part, else 67 each). One that begins with {姓名} stands twice: with the name, and without it under its key and \`.unnamed\`, for where
the name is not known, cannot be a name, or would make it two messages. A wording is refused, naming the variable, where one has no value.

${wordingsTable()}

## Variables

${variablesTable()}

${fixedNames.map((name) => `{${name}}`).join(' and ')} are no variables: they are the same in all messages of a province, stand in the text that a provider approves, and come from \`statement.site\` and
\`statement.title\`.

## When everything is as long as it can be (Gansu)

The longest name that is real (15 characters with its dot), the longest township and county of the province, the longest programme, 120 households of each
level:

${worstTable()}

## A province's own words

\`\`\`yaml
texts:
  basis: illustrative
  tencentVariable: 12        # what Tencent's console says a variable may hold; left out, it is not checked
  wordings:
    missed.person:
      text: "{姓名}您好,{单位}的同志{日期}来过您家,没遇到人。方便时请打{电话},或请村里人捎个话。"
      aliyun: SMS_480000001
      tencent: "2480001"
    statement.person.brought:
      aliyun: {code: SMS_480000005, variables: {姓名: who, 查询码: code}}
      tencent: {code: "2480005", variables: [姓名, 查询码]}
\`\`\`

Aliyun and Tencent send nothing but templates that they approved. A wording without a code is not sent by them: the next wording that has one is taken, and where
none has, the next provider, and in the end the hotline calls. What is handed in for approval is the text as \`template check\` prints it, with the address
in it. \`variables\` says what the template calls them (Aliyun; left out, the names in the table above) or in which order they stand (Tencent; left out, as
in the text). SNS and 云MAS take any text.

A text may use the variables that the default wordings of the same kind to the same addressee use; \`npx jiuzhu profile check\` names file and line where
it does not, and warns of what a configured provider would send back.

## Before a template is applied for

\`\`\`
npx jiuzhu template check --province gansu --provider aliyun --kind granted
\`\`\`

Each wording is filled as on most days and with the longest that is real, its characters and parts counted, its code shown or said to be missing, and held
against what the providers publish: signature of 2 to 12 characters, no 【】 in the text, 500 characters with the signature, 35 a variable (Aliyun), no two
variables side by side, none twice (Aliyun), no address in a variable, no short links, no mobiles, at most two phones, nothing about declining, no banned
symbols and words. The exit code is 1 where something would be refused. The sources stand in \`domain/sms-vendor-rules.ts\`; both vendors reserve the
right to decide otherwise.

What was decided, and why: [0038](adr/0038-texts-have-keys-and-are-checked-before-they-are-approved.md).
`;
