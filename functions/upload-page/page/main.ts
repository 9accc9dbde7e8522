import './older-browsers.ts';
import { browserPorts } from './browser.ts';
import { element, fill } from './element.ts';
import { keepDropsOut } from './file-picker.ts';
import { type Credential, callsAs, Refused } from './hub.ts';
import { hubClock } from './hub-clock.ts';
import { sentenceOf } from './notice.ts';
import { Session } from './session.ts';
import { signInScreen } from './sign-in-screen.ts';
import { stageIn } from './stage.ts';
import { type Desk, uploadsBy } from './uploads.ts';

const page = element('div', {});
const who = element('div', { class: 'who' });
const main = document.getElementById('page');
const said = document.getElementById('said');
if (main && said) start(main, said);

function start(main: HTMLElement, said: HTMLElement): void {
  const trouble = element('div', {});
  fill(main, who, trouble, page);
  const stage = stageIn(page, trouble, said);
  const now = hubClock(Number(document.body.dataset['now']));
  const ports = browserPorts(now);
  keepDropsOut();
  askWho();

  function askWho(text?: string): void {
    fill(who);
    document.body.classList.remove('signed-in');
    stage.show(signInScreen({ signIn }, text));
  }

  async function signIn(credential: Credential): Promise<string | undefined> {
    try {
      const { accepted, desk } = await firstThatServes(credential);
      const session = new Session({ uploads: uploadsBy(callsAs(accepted, ports)), stage, now, signOut: askWho }, desk);
      showWho(desk, () => session.end());
      session.begin();
      return undefined;
    } catch (error) {
      return sentenceOf(error);
    }
  }

  /** Nobody knows of their key by which hash it signs: where the hub does not take the one, it is the other. */
  async function firstThatServes(credential: Credential): Promise<{ accepted: Credential; desk: Desk }> {
    const desk = (as: Credential) => uploadsBy(callsAs(as, ports)).desk();
    try {
      return { accepted: credential, desk: await desk(credential) };
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401 || credential.kind !== 'key') throw error;
      if (!error.message.includes('hmac-sm3')) throw error;
      const accepted: Credential = { ...credential, algorithm: 'hmac-sm3' };
      return { accepted, desk: await desk(accepted) };
    }
  }

  function showWho({ department, area }: Desk, end: () => void): void {
    const signOut = () => {
      end();
      askWho('已经退出,密钥也从页面里清掉了。');
    };
    document.body.classList.add('signed-in');
    fill(
      who,
      element('p', {}, element('strong', {}, department), ` ${area}`),
      element('button', { type: 'button', class: 'quiet', onclick: signOut }, '退出'),
    );
  }
}
