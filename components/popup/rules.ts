import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type EndLimits, isAllowedEnd, latestEnd, type Preset, presets } from '../../utils/blocking/end';
import { latestField, toLocalField } from '../shared/local-time';

const LimitsContext = createContext<EndLimits>({ forGood: true });

/** Hands the allowed ends to every component below. */
export const LimitsProvider = LimitsContext.Provider;

/** What is asked of why somebody is blocked. */
export interface ReasonRules {
  /** The team's own reasons to choose from. */
  readonly reasons: readonly string[];
  readonly required: boolean;
}

const ReasonsContext = createContext<ReasonRules>({ reasons: [], required: false });

/** Hands what is asked of reasons to every component below. */
export const ReasonsProvider = ReasonsContext.Provider;

/** What is asked of reasons here. */
export const useReasons = () => useContext(ReasonsContext);

/** The ends that may be chosen here: quick choices, and the latest time as a `datetime-local` field writes it. */
export function useLimits(now: () => number): { readonly presets: readonly Preset[]; readonly latest: string } {
  const limits = useContext(LimitsContext);
  const latest = latestEnd(limits, now());
  return {
    presets: presets.filter((preset) => isAllowedEnd(preset, limits, now())),
    latest: latest === undefined ? latestField : toLocalField(latest),
  };
}
