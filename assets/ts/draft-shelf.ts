// Where drafts.ts keeps what was typed, and how it is forgotten: at once by whoever signs out, by itself once it is old.

export const DRAFTS = "kundig-draft ";

/** Forgets what is kept; where `old` is given, only what it says so of, and what cannot be read. */
export function forgetDrafts(old?: (value: string) => boolean): void {
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS))) {
      if (!old || isOld(localStorage.getItem(key) ?? "", old)) localStorage.removeItem(key);
    }
  } catch {
    // A browser that forbids the store has kept nothing.
  }
}

function isOld(value: string, old: (value: string) => boolean): boolean {
  try {
    return old(value);
  } catch {
    return true;
  }
}
