/** The last date that there is (epoch milliseconds): the end of a block on a console that keeps no end. */
export const lastDate = 8_640_000_000_000_000;
