/** A made-up id for examples. */
export const anId = '5f0c9d0e-8a53-4f2c-9f6e-2d1b7c4a9e10';

/** A made-up list of ids for examples. */
export const twoIds = `${anId}, 7b1e4a52-31c6-4c0b-8f0d-94e7a6d2c3b8`;
