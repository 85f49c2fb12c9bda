import type { ComponentChildren } from 'preact';

function Icon({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** Cordon's mark: two posts and the rope between them. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="32" height="32" rx="8" />
      <path class="mark-rope" d="M9 11.5c1.2 6.6 12.8 6.6 14 0" />
      <path class="mark-post" d="M9 10.5v13M23 10.5v13M6.5 24h5M20.5 24h5" />
      <circle class="mark-knob" cx="9" cy="9" r="1.9" />
      <circle class="mark-knob" cx="23" cy="9" r="1.9" />
    </svg>
  );
}

/** The time that is left, as a ring; `left` is a share from 0 to 1. */
export function RingIcon({ left }: { readonly left: number }) {
  return (
    <Icon name="ring">
      <circle class="ring-track" cx="10" cy="10" r="7" />
      <circle
        class="ring-left"
        cx="10"
        cy="10"
        r="7"
        pathLength={100}
        stroke-dasharray={`${Math.round(left * 100)} 100`}
        transform="rotate(-90 10 10)"
      />
    </Icon>
  );
}

/** Something is under way. */
export function BusyIcon() {
  return (
    <Icon name="busy">
      <circle class="ring-track" cx="10" cy="10" r="7" />
      <path class="ring-left" d="M10 3a7 7 0 0 1 7 7" />
    </Icon>
  );
}

/** A block that is in force. */
export function BlockedIcon() {
  return (
    <Icon name="blocked">
      <circle class="solid" cx="10" cy="10" r="8" />
      <path class="cut" d="M6 10h8" />
    </Icon>
  );
}

/** A block that is over, or was never made. */
export function OverIcon() {
  return (
    <Icon name="over">
      <circle cx="10" cy="10" r="7" />
      <path d="M7 10h6" />
    </Icon>
  );
}

/** It works. */
export function GoodIcon() {
  return (
    <Icon name="good">
      <path d="m4.5 10.5 3.7 3.7 7.3-8" />
    </Icon>
  );
}

/** Something went wrong, or waits for a person. */
export function WarnIcon() {
  return (
    <Icon name="warn">
      <path d="M10 3.2 17.5 16.5h-15z" />
      <path d="M10 8.2v3.6M10 14v.2" />
    </Icon>
  );
}

/** Cordon is locked. */
export function LockIcon() {
  return (
    <Icon name="lock">
      <rect x="4.5" y="9" width="11" height="7.5" rx="1.5" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </Icon>
  );
}

/** Back to where one came from; turned round in right-to-left scripts. */
export function BackIcon() {
  return (
    <Icon name="back">
      <path d="M12.5 4.5 7 10l5.5 5.5" />
    </Icon>
  );
}
