import fc from 'fast-check';

// A run that failed can be run again: the same cases each time, and others with another seed.
fc.configureGlobal({ seed: Number(process.env.CORDON_SEED ?? 20_261_129) });
