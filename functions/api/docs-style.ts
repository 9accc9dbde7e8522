/** Quiet and readable, on a phone too; the system's own Chinese typeface. */
export const docsStyle = `
body{margin:0;background:#f6f7f9;color:#1d2129;font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.3}h2{margin-top:2.5rem;font-size:1.25rem}h3{font-size:1rem;margin:1rem 0 .3rem}
details{background:#fff;border:1px solid #dfe3e8;border-radius:6px;margin:.5rem 0;padding:.5rem .9rem}
summary{cursor:pointer;overflow-wrap:anywhere}summary b{display:inline-block;min-width:3.5rem}
b.get{color:#0b6e4f}b.post{color:#9a4a00}code{font-family:ui-monospace,Consolas,monospace;font-size:.92em}
small{color:#5b6470}ul{margin:.2rem 0;padding-left:1.3rem}a{color:#0a58a5}p{margin:.4rem 0}`;
