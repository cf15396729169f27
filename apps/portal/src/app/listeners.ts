interface Listeners {
  /** Tells a listener of every change; ends with the function that it gives, as `useSyncExternalStore` asks. */
  on(listener: () => void): () => void;
  announce(): void;
}

/** Who wants to know when something outside of React changes. */
export function listeners(): Listeners {
  const all = new Set<() => void>();
  return {
    on: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    announce: () => {
      for (const listener of all) listener();
    },
  };
}
