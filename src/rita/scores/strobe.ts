/** From as many connections on (one a second of a day) a group is a strobe to RITA, and no beacon. */
export const STROBE = 86_400;
