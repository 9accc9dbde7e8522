import { escapeHtml } from '../shared/escape-html.ts';
import type { PageFiles } from './page-files.ts';

export interface PageFrame extends PageFiles {
  /** Of the province's programme, as its profile says. */
  programme: string;
  /** Epoch ms: machines in closed networks are often minutes off, and a signature is over the time. */
  now: number;
}

/** The page before its script has begun: what it is for, and what to do where no script runs. The script fills `main`. */
export function uploadHtml({ script, style, programme, now }: PageFrame): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>报送表格</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/upload/${style.name}">
<script src="/upload/${script.name}" defer></script>
</head>
<body data-now="${now}">
<header class="masthead">
<p class="programme">${escapeHtml(programme)}</p>
<h1>报送表格</h1>
<p class="lead">手里的表格原样交上来就行。哪一行没收下、为什么,会一行一行告诉您;改好再交一次,不会重复。</p>
</header>
<main id="page"><noscript><p class="notice bad">这个页面要用浏览器的脚本功能(JavaScript),现在是关着的。请打开它,或换一个浏览器;也可以请单位的技术人员用命令行报送。</p></noscript></main>
<div id="said" class="read-aloud" role="status" aria-live="polite"></div>
<footer class="foot"><p>表格里是群众的个人信息:请在单位的电脑上办理,办完点“退出”。密钥只在这个页面打开时记着,不会存在电脑上。</p></footer>
</body>
</html>`;
}
