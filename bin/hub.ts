import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { statementFonts } from '../lib/fonts.ts';
import { readSettings, requireConfigured, SettingsError } from '../lib/hub-settings.ts';
import { HubStack } from '../lib/hub-stack.ts';
import { openApiJson } from '../lib/openapi.ts';
import { compileProvince, ProfileError } from '../lib/province.ts';

/** The CDK app: `npx cdk synth -c province=gansu`. docs/operating.md names what else `-c` can set. */
async function hub(): Promise<void> {
  const app = new App();
  const settings = readSettings((name) => app.node.tryGetContext(name));
  const { json, province, warnings } = compileProvince(settings.province);
  requireConfigured(settings, province.profile.sms);
  const fonts = await statementFonts();
  const stack = new HubStack(app, `jiuzhu-${settings.province}-${settings.stage}`, {
    settings,
    provinceJson: json,
    smsProviders: province.profile.sms.providers,
    files: {
      api: { 'openapi.json': { text: openApiJson() } },
      'show-statement': { 'regular.ttf': { path: fonts.regular }, 'bold.ttf': { path: fonts.bold } },
    },
  });
  for (const warning of warnings) stack.warn(warning);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

try {
  await hub();
} catch (error) {
  // Written for the person who edits the rules or deploys: a stack trace would only hide it.
  if (!(error instanceof ProfileError || error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
