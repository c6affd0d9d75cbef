package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.ProcessingInstruction;
import io.axoniq.axonserver.grpc.ProcessingKey;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandProviderInbound;
import io.axoniq.axonserver.grpc.command.CommandProviderOutbound;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.command.CommandServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The double's command service: hands commands to whoever handles them, by their routing keys. */
final class CommandDouble extends CommandServiceGrpc.CommandServiceImplBase {

    private final Handlers<CommandProviderInbound> handlers = new Handlers<>();
    private final Map<String, StreamObserver<CommandResponse>> callers = new ConcurrentHashMap<>();
    private final List<Routed> routed = new CopyOnWriteArrayList<>();

    /** A command that was handed on. */
    record Routed(String command, String key, String client) {}

    List<Routed> routed() {
        return routed;
    }

    @Override
    public void dispatch(Command command, StreamObserver<CommandResponse> caller) {
        String key = command.getProcessingInstructionsList().stream()
                .filter(instruction -> instruction.getKey() == ProcessingKey.ROUTING_KEY)
                .map(ProcessingInstruction::getValue)
                .map(value -> value.getTextValue())
                .findFirst()
                .orElse("");
        Optional<Handlers.Client<CommandProviderInbound>> handler = handlers.find(command.getName(), key);
        if (handler.isEmpty()) {
            caller.onNext(noHandler(command));
            caller.onCompleted();
            return;
        }
        callers.put(command.getMessageIdentifier(), caller);
        routed.add(new Routed(command.getName(), key, handler.get().id()));
        handler.get()
                .send(CommandProviderInbound.newBuilder().setCommand(command).build());
    }

    private static CommandResponse noHandler(Command command) {
        return CommandResponse.newBuilder()
                .setRequestIdentifier(command.getMessageIdentifier())
                .setErrorCode("AXONIQ-4000")
                .setErrorMessage(ErrorMessage.newBuilder().setMessage("No handler for " + command.getName()))
                .build();
    }

    @Override
    public StreamObserver<CommandProviderOutbound> openStream(StreamObserver<CommandProviderInbound> stream) {
        return handlers.open(stream, this::hear);
    }

    private void hear(Handlers.Client<CommandProviderInbound> client, CommandProviderOutbound message) {
        switch (message.getRequestCase()) {
            case SUBSCRIBE ->
                client.subscribe(
                        message.getSubscribe().getClientId(),
                        message.getSubscribe().getCommand());
            case UNSUBSCRIBE -> client.unsubscribe(message.getUnsubscribe().getCommand());
            case FLOW_CONTROL -> client.permit(message.getFlowControl().getPermits());
            case COMMAND_RESPONSE -> answer(message.getCommandResponse());
            default -> {
                // acknowledgements need no answer
            }
        }
        if (!message.getInstructionId().isEmpty()) {
            client.answer(CommandProviderInbound.newBuilder()
                    .setAck(InstructionAck.newBuilder()
                            .setInstructionId(message.getInstructionId())
                            .setSuccess(true))
                    .build());
        }
    }

    private void answer(CommandResponse response) {
        StreamObserver<CommandResponse> caller = callers.remove(response.getRequestIdentifier());
        if (caller != null) {
            caller.onNext(response);
            caller.onCompleted();
        }
    }
}
