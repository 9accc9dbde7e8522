import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { statementFonts } from '../lib/fonts.ts';
import { readSettings } from '../lib/hub-settings.ts';
import { HubStack } from '../lib/hub-stack.ts';
import { compileProvince } from '../lib/province.ts';

const app = new App();
const settings = readSettings((name) => app.node.tryGetContext(name));
const { json, province, warnings } = compileProvince(settings.province);
const fonts = await statementFonts();
const stack = new HubStack(app, `jiuzhu-${settings.province}-${settings.stage}`, {
  settings,
  provinceJson: json,
  smsProvider: province.profile.notices.provider,
  files: { 'show-statement': { 'regular.ttf': { path: fonts.regular }, 'bold.ttf': { path: fonts.bold } } },
});
for (const warning of warnings) stack.warn(warning);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
