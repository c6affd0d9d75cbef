package io.parley.audit.replay;

import java.util.List;

/**
 * How the tables that serve and those that were rebuilt compare.
 *
 * @param position the position of the log of which both are
 * @param tables each table
 * @param heldBack how many events the one that serves holds back, since it could not handle them; the other has handled them
 * @param leaving how many chats that are gone it still removes rows of; these are left out
 */
public record Comparison(long position, List<Table> tables, long heldBack, long leaving) {

    /** Whether both say the same. */
    public boolean isEqual() {
        return tables.stream().allMatch(Table::isEqual);
    }

    /**
     * A table.
     *
     * @param name its name
     * @param live rows and checksum of the one that serves
     * @param rebuilt those of the other
     * @param columns of only one of both, which are not compared
     * @param differences the first rows that only one of both has
     */
    public record Table(
            String name, Content live, Content rebuilt, List<String> columns, List<Difference> differences) {

        /** Whether both say the same. */
        public boolean isEqual() {
            return live.equals(rebuilt);
        }
    }

    /**
     * What is in a table.
     *
     * @param rows how many
     * @param checksum of all rows, whatever their order
     */
    public record Content(long rows, String checksum) {}

    /**
     * A row that only one of both has.
     *
     * @param isLive whether it is in the table that serves
     * @param row all its columns that were compared, as JSON
     */
    public record Difference(boolean isLive, String row) {}
}
