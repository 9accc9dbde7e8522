import { Command } from 'commander';
import { type SmsProviderName, smsProviderNames } from '../../domain/sms-profile.ts';
import { type CheckedTemplate, checkTemplates, worstCases } from '../../domain/template-check.ts';
import { compileProvince, ProfileError, provinceNames } from '../../lib/province.ts';
import { CliError } from '../cli-error.ts';
import { templateText } from '../template-text.ts';
import { finishing, print, printJson } from '../terminal.ts';

interface CheckOptions {
  province?: string;
  provider?: string;
  kind?: string;
  json?: true;
}

/** `jiuzhu template check`: every text as it will be read, and what a provider would refuse, before it is applied for. */
export const templateCommand = new Command('template').description('查看和检查短信文字').addCommand(
  new Command('check')
    .summary('预览每一种短信,指出短信平台会退回什么、为什么')
    .description(
      '每一种短信都用常见的内容和本省最长的姓名、地名各填一遍,数出字数和条数,列出审核通过的模板编号,\n' +
        '并按各家平台公布的规定指出会被退回的地方。不写 --provider,就查规则里配置的平台',
    )
    .option('--province <name>', '省,例如 gansu;不写就查所有省')
    .option('--provider <name>', `平台:${smsProviderNames.join('、')}`)
    .option('--kind <kind>', '只查一种通知,例如 granted')
    .option('--json', '写成 JSON')
    .addHelpText(
      'after',
      '\n例:\n  npx jiuzhu template check --province gansu\n  npx jiuzhu template check --province gansu --provider aliyun --kind granted\n退出码:0 没有会被退回的,1 有会被退回的',
    )
    .action((options: CheckOptions) => finishing(() => check(options))),
);

async function check({ province, provider, kind, json }: CheckOptions): Promise<void> {
  const asked = provider === undefined ? undefined : [providerNamed(provider)];
  const checked = (province === undefined ? provinceNames() : [known(province)]).map((name) => {
    const compiled = compiledProvince(name);
    const templates = checkTemplates(compiled, asked ?? compiled.profile.sms.providers);
    const wanted = templates.filter(({ key }) => kind === undefined || key.split('.')[0] === kind);
    if (wanted.length === 0) throw new CliError(`没有 ${kind ?? ''} 这种通知,有哪些见 docs/texts.md`, 2);
    const worst = worstCases(compiled).filter((each) => kind === undefined || each.kind === kind);
    return { province: compiled, templates: wanted, worst };
  });
  if (json) printJson(checked.map(({ province: { profile }, ...rest }) => ({ province: profile.province, ...rest })));
  else print(checked.map((one) => templateText(one.province, one.templates, one.worst)).join('\n\n'));
  const refused = checked.flatMap(({ templates }) => templates).filter(isRefused).length;
  if (refused > 0) throw new CliError(`有${refused}种文字会被短信平台退回`);
}

const isRefused = ({ providers }: CheckedTemplate) => providers.some(({ refusals }) => refusals.length > 0);

function providerNamed(name: string): SmsProviderName {
  const found = smsProviderNames.find((each) => each === name);
  if (found) return found;
  throw new CliError(`没有 ${name} 这个平台,有:${smsProviderNames.join('、')}`, 2);
}

function known(name: string): string {
  const names = provinceNames();
  if (names.includes(name)) return name;
  throw new CliError(`没有 ${name} 的规则,现有:${names.join('、')}`, 2);
}

function compiledProvince(name: string) {
  try {
    return compileProvince(name).province;
  } catch (error) {
    if (error instanceof ProfileError) throw new CliError(error.problems.join('\n'), 1, { cause: error });
    throw error;
  }
}
