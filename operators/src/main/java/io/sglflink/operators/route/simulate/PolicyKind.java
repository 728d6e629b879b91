package io.sglflink.operators.route.simulate;

/** The policies that are simulated. */
public enum PolicyKind {
  ROUND_ROBIN("round-robin") {
    @Override
    Policy create(int senders, int slots) {
      return new RoundRobin(senders, slots);
    }
  },
  KEY_BY("key-by") {
    @Override
    Policy create(int senders, int slots) {
      return new KeyBy(slots);
    }
  },
  TWO_CHOICES("two-choices") {
    @Override
    Policy create(int senders, int slots) {
      return new TwoChoices(senders, slots);
    }
  },
  CACHE_AWARE("cache-aware") {
    @Override
    Policy create(int senders, int slots) {
      return new CacheAware();
    }
  },
  BOUNDED_LOAD("bounded-load") {
    @Override
    Policy create(int senders, int slots) {
      return new BoundedLoad(senders, slots);
    }
  };

  private final String label;

  PolicyKind(String label) {
    this.label = label;
  }

  /** The policy's name in reports. */
  public String label() {
    return label;
  }

  abstract Policy create(int senders, int slots);
}
