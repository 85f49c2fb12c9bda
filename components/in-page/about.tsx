interface AboutProps {
  readonly about: readonly string[];
  readonly say: (key: string) => string;
}

/** What Block does here, and what it does not stop. */
export function About({ about, say }: AboutProps) {
  return (
    <div class="about" id="about">
      <strong>{say('page_about_block')}</strong>
      {about.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** What Block does here, told once after the first press. */
export function Note(props: AboutProps) {
  return (
    <div class="box" role="status">
      <About {...props} />
    </div>
  );
}
