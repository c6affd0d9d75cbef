package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.Heartbeat;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformInboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformOutboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** The double's platform service: tells clients to stay on the connection that they have, and answers their heartbeats. */
final class PlatformDouble extends PlatformServiceGrpc.PlatformServiceImplBase {

    private volatile @Nullable Status refusal;

    /** Lets nobody in from now on. */
    void refuse(Status refusal) {
        this.refusal = refusal;
    }

    @Override
    public void getPlatformServer(ClientIdentification request, StreamObserver<PlatformInfo> client) {
        Status refused = refusal;
        if (refused != null) {
            client.onError(refused.asRuntimeException());
            return;
        }
        client.onNext(PlatformInfo.newBuilder()
                .setSameConnection(true)
                .setPrimary(NodeInfo.newBuilder().setNodeName("double"))
                .build());
        client.onCompleted();
    }

    @Override
    public StreamObserver<PlatformInboundInstruction> openStream(StreamObserver<PlatformOutboundInstruction> client) {
        return new StreamObserver<>() {
            @Override
            public synchronized void onNext(PlatformInboundInstruction instruction) {
                if (instruction.hasHeartbeat()) {
                    client.onNext(PlatformOutboundInstruction.newBuilder()
                            .setHeartbeat(Heartbeat.getDefaultInstance())
                            .build());
                }
                if (!instruction.getInstructionId().isEmpty()) {
                    client.onNext(PlatformOutboundInstruction.newBuilder()
                            .setAck(InstructionAck.newBuilder()
                                    .setInstructionId(instruction.getInstructionId())
                                    .setSuccess(true))
                            .build());
                }
            }

            @Override
            public void onError(Throwable failure) {
                // the client is gone
            }

            @Override
            public void onCompleted() {
                client.onCompleted();
            }
        };
    }
}
