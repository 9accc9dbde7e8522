/** What the page in front of a statement shows. All of it is ours: nothing that was typed comes back. */
export interface AskPage {
  title: string;
  helpline: string;
  /** False behind the sheet's own link, which says already which statement it is. */
  asksCode: boolean;
  wrong?: string;
}

const STYLE = `
body{margin:0;background:#faf7f2;color:#1a1a1a;font:1.25rem/1.7 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.5rem}
h1{color:#8c2f1b;font-size:1.8rem;margin:.5rem 0 1rem}
label{display:block;margin-top:1.2rem;font-weight:bold}
input{box-sizing:border-box;width:100%;padding:.7rem;font-size:1.6rem;letter-spacing:.15em;border:2px solid #8a8178;border-radius:.4rem;background:#fff}
button{width:100%;margin-top:1.6rem;padding:.9rem;font-size:1.4rem;color:#fff;background:#8c2f1b;border:0;border-radius:.4rem}
input:focus,button:focus{outline:3px solid #d9a441;outline-offset:2px}
.wrong{padding:.8rem 1rem;background:#fdeceb;border-left:6px solid #b3261e}
.note{color:#444;font-size:1.05rem}
`;

const CODE = `<label for="code">查询码(短信或单子上的8位数字)</label>
<input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="12" required>`;

/** One question a line, large type, no script: read on an old phone, with a screen reader, by somebody who was helped to it. */
export function askPage({ title, helpline, asksCode, wrong }: AskPage): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}查询</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}查询</h1>
${wrong ? `<p class="wrong" role="alert">${wrong}</p>` : ''}
<form method="post">
${asksCode ? CODE : ''}
<label for="last4">身份证号码最后四位(末位是X的填X)</label>
<input id="last4" name="last4" autocomplete="off" maxlength="4" required>
<button type="submit">看我家的单子</button>
</form>
<p class="note">查看不收一分钱。谁要您交钱、要密码或验证码,都不要给。看不清、打不开,请打${helpline},或请村干部帮您看。</p>
</main>
</body>
</html>`;
}
