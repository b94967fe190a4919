// What the catalogues of the languages have in common.

/** A catalogue of the same keys in another language: a missing or a surplus key fails the build. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
