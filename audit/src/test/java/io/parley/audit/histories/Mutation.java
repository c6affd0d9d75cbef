package io.parley.audit.histories;

import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a chat server may do wrong, done to a history that was right. */
enum Mutation {
    LOSES_A_MESSAGE_FROM_A_STREAM(Check.NO_LOSS) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receive") && edit.isAccepted(id(record)), edit::remove);
        }
    },
    LOSES_A_MESSAGE_FROM_A_FINAL_READ(Check.NO_LOSS) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(
                    record -> isFinal(record) && edit.acceptedIn(record) != null,
                    record -> edit.removeShown(record, edit.acceptedIn(record)));
        }
    },
    LOSES_A_MESSAGE_ALTOGETHER(Check.NO_LOSS) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(
                    record -> is(record, "send") && edit.isAccepted(id(record)),
                    record -> edit.removeFromAllReaders(id(record)));
        }
    },
    DOUBLES_A_MESSAGE_IN_A_STREAM(Check.NO_DOUBLE) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receive"), record -> edit.addAfter(record, record.deepCopy()));
        }
    },
    DOUBLES_A_MESSAGE_IN_A_READ(Check.NO_DOUBLE) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> shown(record).size() > 0, record -> shown(record)
                    .insert(0, shown(record).get(0).deepCopy()));
        }
    },
    SWAPS_MESSAGES_IN_A_STREAM(Check.READER_ORDER) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(Mutation::areNextInAStream, edit::exchangePlaces);
        }
    },
    LEAVES_A_GAP_IN_A_STREAM(Check.READER_ORDER) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(Mutation::areNextInAStream, (one, next) -> edit.remove(one));
        }
    },
    LEAVES_A_GAP_IN_A_READ(Check.READER_ORDER) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> shown(record).size() > 2, record -> shown(record)
                    .remove(1 + edit.random.nextInt(shown(record).size() - 2)));
        }
    },
    GIVES_TWO_MESSAGES_EACH_OTHERS_NUMBERS_FOR_ONE_READER(Check.ONE_NUMBER) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(Mutation::areNextInAStream, (one, next) -> {
                String first = id(one);
                one.put("messageId", id(next));
                next.put("messageId", first);
            });
        }
    },
    INVENTS_A_MESSAGE(Check.NOTHING_INVENTED) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receive"), record -> record.put("messageId", "nobody's"));
        }
    },
    SAYS_SOMEBODY_ELSE_SENT_IT(Check.NOTHING_INVENTED) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receive"), record -> record.put("sender", "somebody else"));
        }
    },
    SHOWS_A_MESSAGE_BEFORE_IT_WAS_SENT(Check.NOTHING_INVENTED) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receive"), record -> record.put("began", -2)
                    .put("ended", -1));
        }
    },
    TAKES_WHAT_IT_REFUSED(Check.NOTHING_INVENTED) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "send") && edit.isAccepted(id(record)), record -> edit.all(
                            other -> is(other, "send") && id(other).equals(id(record)))
                    .forEach(other -> other.put("outcome", "refused").put("ended", 1_000_000)));
        }
    },
    PUTS_A_CLIENTS_MESSAGES_IN_ANOTHER_ORDER(Check.SESSION_ORDER) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, other) -> edit.isSentBefore(one, other) && sameText(one, other, "client"),
                    edit::exchangeNumbersEverywhere);
        }
    },
    PUTS_MESSAGES_OF_TWO_CLIENTS_IN_ANOTHER_ORDER(Check.REAL_TIME_ORDER) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, other) -> edit.isSentBefore(one, other) && !sameText(one, other, "client"),
                    edit::exchangeNumbersEverywhere);
        }
    },
    FORGETS_A_CLIENTS_OWN_MESSAGE_IN_ITS_READ(Check.READ_YOUR_WRITES) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, read) -> is(one, "send")
                            && isOk(one)
                            && is(read, "read")
                            && sameText(one, read, "client")
                            && sameText(one, read, "chat")
                            && ended(one) <= began(read)
                            && edit.shows(read, number(one)),
                    (one, read) -> edit.cutFrom(read, number(one)));
        }
    },
    READS_LESS_THAN_BEFORE(Check.MONOTONIC_READS) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, read) -> is(one, "read")
                            && is(read, "read")
                            && sameText(one, read, "client")
                            && sameText(one, read, "chat")
                            && ended(one) <= began(read)
                            && shown(one).size() > 0
                            && edit.shows(read, number(shown(one).get(0))),
                    (one, read) -> edit.cutFrom(read, number(shown(one).get(0))));
        }
    },
    SETS_MARKS_BACK(Check.MONOTONIC_RECEIPTS) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(
                    record -> is(record, "receipt"),
                    record -> edit.addAfter(
                            record, record.deepCopy().put("delivered", 0).put("read", 0)));
        }
    },
    SAYS_MORE_IS_READ_THAN_DELIVERED(Check.MONOTONIC_RECEIPTS) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(
                    record -> is(record, "receipt"),
                    record -> record.put("read", record.path("delivered").longValue() + 1));
        }
    },
    SHOWS_A_MARK_BEYOND_WHAT_WAS_SENT(Check.RECEIPTS_GIVEN) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receipt"), record -> record.put("delivered", 10_000));
        }
    },
    SHOWS_A_MARK_THAT_NOBODY_GAVE(Check.RECEIPTS_GIVEN) {
        @Override
        boolean mutate(Edit edit) {
            return edit.any(record -> is(record, "receipt"), record -> edit.all(given -> is(given, "acknowledge")
                            && sameText(given, record, "chat")
                            && text(given, "user").equals(text(record, "of")))
                    .forEach(edit::remove));
        }
    };

    private final Check found;

    Mutation(Check found) {
        this.found = found;
    }

    /** What must be found then, whatever else is. */
    Check found() {
        return found;
    }

    /** Does it somewhere; says whether there was a place for it. */
    abstract boolean mutate(Edit edit);

    static boolean is(JsonNode record, String op) {
        return op.equals(text(record, "op"));
    }

    static boolean isOk(JsonNode record) {
        return "ok".equals(text(record, "outcome"));
    }

    static boolean isFinal(JsonNode record) {
        return record.path("final").booleanValue(false);
    }

    static String text(JsonNode record, String member) {
        return record.path(member).stringValue("");
    }

    static String id(JsonNode record) {
        return text(record, "messageId");
    }

    static long number(JsonNode record) {
        return record.path("sequence").longValue();
    }

    static long began(JsonNode record) {
        return record.path("began").longValue();
    }

    static long ended(JsonNode record) {
        return record.path("ended").longValue(Long.MAX_VALUE);
    }

    static ArrayNode shown(ObjectNode record) {
        return record.path("messages") instanceof ArrayNode shown ? shown : record.arrayNode();
    }

    static boolean sameText(JsonNode one, JsonNode other, String member) {
        return text(one, member).equals(text(other, member));
    }

    static boolean areNextInAStream(JsonNode one, JsonNode next) {
        return is(one, "receive")
                && is(next, "receive")
                && sameText(one, next, "client")
                && sameText(one, next, "chat")
                && number(next) == number(one) + 1;
    }

    /** The records, and what one may want to do to them. */
    static final class Edit {

        final Random random;
        private final List<ObjectNode> records;

        Edit(List<ObjectNode> records, Random random) {
            this.records = records;
            this.random = random;
        }

        /** Does it to one of those for which it holds. */
        boolean any(Predicate<ObjectNode> where, java.util.function.Consumer<ObjectNode> what) {
            List<ObjectNode> all = all(where).toList();
            if (!all.isEmpty()) {
                what.accept(all.get(random.nextInt(all.size())));
            }
            return !all.isEmpty();
        }

        /** Does it to one of the pairs for which it holds. */
        boolean pair(
                BiPredicate<ObjectNode, ObjectNode> where, java.util.function.BiConsumer<ObjectNode, ObjectNode> what) {
            return any(
                    one -> all(other -> where.test(one, other)).findAny().isPresent(),
                    one -> any(other -> where.test(one, other), other -> what.accept(one, other)));
        }

        Stream<ObjectNode> all(Predicate<ObjectNode> where) {
            return List.copyOf(records).stream().filter(where);
        }

        boolean isAccepted(String id) {
            return all(record -> is(record, "send") && id(record).equals(id)).anyMatch(Mutation::isOk);
        }

        /** The number of an accepted message that a read shows; null if it shows none. */
        @org.jspecify.annotations.Nullable
        Long acceptedIn(ObjectNode read) {
            return shown(read)
                    .valueStream()
                    .filter(message -> isAccepted(id(message)))
                    .map(Mutation::number)
                    .findFirst()
                    .orElse(null);
        }

        /** Whether one message was accepted before the other was sent for the first time, into the same chat. */
        boolean isSentBefore(ObjectNode one, ObjectNode other) {
            return is(one, "send")
                    && is(other, "send")
                    && isOk(one)
                    && isOk(other)
                    && sameText(one, other, "chat")
                    && all(attempt -> is(attempt, "send") && id(attempt).equals(id(other)))
                            .allMatch(attempt -> ended(one) < began(attempt));
        }

        boolean shows(ObjectNode read, long number) {
            return shown(read).valueStream().anyMatch(message -> number(message) == number);
        }

        void cutFrom(ObjectNode read, long number) {
            shown(read).removeIf(message -> number(message) >= number);
        }

        void removeShown(ObjectNode read, @org.jspecify.annotations.Nullable Long number) {
            shown(read).removeIf(message -> number != null && number(message) == number);
        }

        void removeFromAllReaders(String id) {
            records.removeIf(record -> is(record, "receive") && id(record).equals(id));
            records.forEach(
                    record -> shown(record).removeIf(message -> id(message).equals(id)));
        }

        @SuppressWarnings("ReferenceEquality") // this one, not one like it
        void remove(ObjectNode record) {
            records.removeIf(other -> other == record);
        }

        void addAfter(ObjectNode record, ObjectNode added) {
            records.add(indexOf(record) + 1, added);
        }

        void exchangePlaces(ObjectNode one, ObjectNode other) {
            java.util.Collections.swap(records, indexOf(one), indexOf(other));
        }

        @SuppressWarnings("ReferenceEquality") // this one, not one like it
        private int indexOf(ObjectNode record) {
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i) == record) {
                    return i;
                }
            }
            throw new IllegalStateException("it is not there");
        }

        /** As if the server had taken them in the other order, and all had been shown it so. */
        void exchangeNumbersEverywhere(ObjectNode one, ObjectNode other) {
            long first = number(one);
            long second = number(other);
            String firstId = id(one);
            String secondId = id(other);
            for (ObjectNode record : records) {
                if (is(record, "send") && isOk(record)) {
                    boolean isFirst = id(record).equals(firstId);
                    boolean isSecond = id(record).equals(secondId);
                    record.put("sequence", isFirst ? second : isSecond ? first : number(record));
                }
                exchange(record, firstId, secondId);
                shown(record).forEach(message -> exchange((ObjectNode) message, firstId, secondId));
            }
        }

        private static void exchange(ObjectNode message, String one, String other) {
            if (is(message, "send") || message.path("messageId").isMissingNode()) {
                return;
            }
            String id = id(message);
            message.put("messageId", id.equals(one) ? other : id.equals(other) ? one : id);
            if (id.equals(one) || id.equals(other)) {
                message.remove("sender");
            }
        }
    }
}
