package io.parley.contract.chat;

/**
 * The answer to {@link ChatCommand.AddMember}.
 *
 * @param member the member as it now is
 * @param added whether the user was not in the group before
 */
public record PutMember(ChatView.Member member, boolean added) {}
