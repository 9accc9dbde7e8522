import { fromBase64 } from './base64.ts';
import { element, fill } from './element.ts';
import type { Credential } from './hub.ts';
import { notice } from './notice.ts';
import type { Screen } from './stage.ts';

export interface SignInActs {
  /** Resolves to why it could not be, in Chinese, or to nothing. */
  signIn: (credential: Credential) => Promise<string | undefined>;
}

const WRONG_SECRET = '密钥不完整。它是一长串字母和数字,末尾常有一个等号(=);请整段复制过来。';

/** Who are you: the department's key, or a token of a member of staff. */
export function signInScreen({ signIn }: SignInActs, said?: string): Screen {
  const wrong = element('div', { id: 'sign-in-wrong' });
  if (said !== undefined) fill(wrong, notice('plain', said));
  const keyid = input('keyid', 'off');
  // No password field: the browser would offer to keep the secret, and it is to be kept nowhere.
  const secret = input('secret', 'off', 'secret');
  const token = element('textarea', {
    id: 'token',
    class: 'secret',
    rows: 3,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const byKey = element(
    'div',
    {},
    field('密钥编号', keyid, '例如 medical-insurance-1a2b3c4d'),
    field('密钥', secret, '省里发给你们单位的那一长串,整段粘贴过来'),
  );
  const byToken = element('div', { hidden: true }, field('工作人员令牌', token, '从本省的业务系统里复制,整段粘贴过来'));
  const button = element('button', { type: 'submit', class: 'primary' }, '登录');
  const choice = element(
    'fieldset',
    { class: 'choice' },
    element('legend', {}, '用什么登录'),
    way('key', '部门密钥', true, () => change(false)),
    way('token', '工作人员令牌', false, () => change(true)),
  );

  function change(toToken: boolean): void {
    byKey.hidden = toToken;
    byToken.hidden = !toToken;
    fill(wrong);
  }

  function credential(): Credential | string {
    if (byKey.hidden) {
      const given = token.value.trim().replace(/^Bearer\s+/i, '');
      return given === '' ? '请粘贴令牌。' : { kind: 'token', token: given };
    }
    const name = keyid.value.trim();
    if (name === '' || secret.value.trim() === '') return '密钥编号和密钥都要填。';
    const bytes = fromBase64(secret.value);
    if (bytes === undefined || bytes.length < 16) return WRONG_SECRET;
    return { kind: 'key', keyid: name, secret: bytes, algorithm: 'hmac-sha256' };
  }

  const submit = async (event: Event) => {
    event.preventDefault();
    const given = credential();
    if (typeof given === 'string') return refuse(given);
    button.disabled = true;
    fill(wrong, notice('plain', '正在核对……'));
    const refused = await signIn(given);
    button.disabled = false;
    if (refused !== undefined) refuse(refused);
  };

  function refuse(text: string): void {
    fill(wrong, notice('bad', text));
    (byKey.hidden ? token : keyid.value.trim() === '' ? keyid : secret).focus();
  }

  const form = element('form', { class: 'sign-in', onsubmit: submit }, choice, byKey, byToken, wrong, button);
  return {
    title: '登录',
    body: element('section', { class: 'sheet' }, element('h2', {}, '请先登录'), form),
  };
}

const input = (id: string, autocomplete: string, className?: string) =>
  element('input', { id, type: 'text', class: className, autocomplete, spellcheck: 'false', autocapitalize: 'off' });

const field = (label: string, control: HTMLElement, hint: string) => {
  control.setAttribute('aria-describedby', `${control.id}-hint sign-in-wrong`);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: control.id }, label),
    element('p', { class: 'hint', id: `${control.id}-hint` }, hint),
    control,
  );
};

const way = (value: string, label: string, checked: boolean, onchange: () => void) =>
  element(
    'label',
    { class: 'card' },
    element('input', { type: 'radio', name: 'way', value, checked, onchange }),
    element('span', {}, label),
  );
