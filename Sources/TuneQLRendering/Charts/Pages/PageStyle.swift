/// The style sheet of pages.
enum PageStyle {
    static let text = """
        :root{color-scheme:light dark;--ground:#fff;--ink:#1f2328;--soft:#59636e;--line:#d8dee4;
        --shade:#f6f8fa;--warn:#fff1e0;--link:#0969da}
        @media (prefers-color-scheme:dark){:root{--ground:#0d1117;--ink:#e6edf3;--soft:#9198a1;
        --line:#2a3038;--shade:#161b22;--warn:#3a2a12;--link:#4493f8}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem;max-width:76rem;background:var(--ground);color:var(--ink);
        font:15px/1.5 system-ui,sans-serif}
        h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}
        h2{font-size:1.15rem;margin:0 0 .75rem}
        section{display:flex;flex-direction:column;margin:0 0 2rem}
        section h2{order:-2}
        figure{order:-1;margin:0 0 1rem;overflow-x:auto;border:1px solid var(--line);
        border-radius:8px}
        figure svg{display:block;width:100%;min-width:40rem;height:auto}
        .soft{color:var(--soft)}
        .warning{background:var(--warn);border:1px solid var(--line);border-radius:8px;
        padding:.6rem .9rem;margin:0 0 1rem;overflow-wrap:anywhere}
        .warning ul{margin:.25rem 0 0;padding-left:1.2rem}
        .filter{margin:0 0 .5rem}
        .filter[hidden]{display:none}
        .filter input{font:inherit;padding:.25rem .5rem;border:1px solid var(--line);
        border-radius:6px;background:var(--ground);color:inherit;width:16rem;max-width:60vw}
        .filter output{color:var(--soft);margin-left:.75rem;white-space:nowrap}
        .table{overflow:auto;max-height:80vh;border:1px solid var(--line);border-radius:8px}
        table{border-collapse:collapse;width:100%;font-size:14px}
        caption{text-align:left;color:var(--soft);padding:.4rem .7rem}
        th,td{padding:.35rem .7rem;text-align:left;vertical-align:top;
        border-bottom:1px solid var(--line)}
        tbody tr:last-child td{border-bottom:0}
        thead th{position:sticky;top:0;background:var(--shade);white-space:nowrap}
        th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;
        cursor:pointer;text-align:left}
        th button::after{content:"\\2195";color:var(--soft);margin-left:.35rem;opacity:.5}
        th[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
        th[aria-sort=descending] button::after{content:"\\2193";opacity:1}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px}
        td{max-width:32rem;overflow-wrap:break-word}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td.nowrap{white-space:nowrap}
        td.null{color:var(--soft);font-style:italic}
        tbody tr:hover td{background:var(--shade)}
        dl.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;
        margin:1rem 0 1.5rem}
        dl.figures div{border:1px solid var(--line);border-radius:8px;padding:.6rem .9rem}
        dl.figures dt{color:var(--soft);font-size:13px}
        dl.figures dd{margin:0;font-size:1.25rem;font-weight:600;line-height:1.3;
        font-variant-numeric:tabular-nums}
        @media (max-width:40rem){body{padding:1rem}td{max-width:18rem}
        dl.figures{grid-template-columns:1fr 1fr}}
        """
}
