/** Whether this machine may be changed for a test: a policy is the whole machine's, and is taken away again. */
export const mayChangeMachine = process.env.CORDON_SYSTEM_TESTS === '1' && process.getuid?.() === 0;
