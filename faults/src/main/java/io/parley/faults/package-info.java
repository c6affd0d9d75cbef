/**
 * Lets a server go wrong on purpose, at named points and for chosen messages. A test tool: it joins a server's class path as an
 * auto-configuration, uses extension points that are there for everybody (interceptors of commands and events, synchronizations of
 * transactions), and is never part of {@code parley.jar}.
 *
 * <p>A fault is one line, in the property {@code parley.faults} (by environment {@code PARLEY_FAULTS}; several by {@code ;} or line):
 *
 * <pre>
 * KIND POINT [chat=ID] [lane=N] [sequence=N] [every=K] [times=N] [each=N] [for=DURATION] [by=DURATION]
 * </pre>
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><td>{@code fail}</td><td>throws</td></tr>
 * <tr><td>{@code stall}</td><td>waits for {@code for}, or until it is lifted, ten minutes at most</td></tr>
 * <tr><td>{@code drop}</td><td>ends the database's end of the transaction's connection</td></tr>
 * <tr><td>{@code step}</td><td>sets the node's clock by {@code by}, an hour if that is not said, back if it is negative</td></tr>
 * <tr><td>{@code kill}</td><td>ends the process at once</td></tr>
 * </table>
 *
 * <table>
 * <caption>Points; {@code *} stands for any last part</caption>
 * <tr><td>{@code command:FillMailboxes}</td><td>before a command is handled</td></tr>
 * <tr><td>{@code event:mailbox:MailboxesFilled}</td><td>before a processor handles an event</td></tr>
 * <tr><td>{@code commit:SendMessage}, {@code commit:views:MessageSent}</td><td>all is written, right before the commit</td></tr>
 * <tr><td>{@code committed:SendMessage}, …</td><td>it is committed, and nobody knows yet</td></tr>
 * <tr><td>{@code rotation:key_added}</td><td>a rotation of keys has come so far; {@code RotationObserver.Point} has all names</td></tr>
 * </table>
 *
 * <p>{@code chat}, {@code lane} and {@code sequence} choose by what the command or event says of itself. {@code every=K} chooses one
 * of K lanes: those for whose id, {@code chat/lane}, the CRC-32 is a multiple of K. {@code times=N} bounds how often it happens at
 * all, {@code each=N} how often for each message of each lane. Each time is logged with a warning that begins with "Fault:".
 */
@NullMarked
package io.parley.faults;

import org.jspecify.annotations.NullMarked;
