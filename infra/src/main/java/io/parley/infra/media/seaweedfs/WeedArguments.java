package io.parley.infra.media.seaweedfs;

import java.util.ArrayList;
import java.util.List;

/** The words with which SeaweedFS is started: master, volume server and filer in one process, in its working directory. */
final class WeedArguments {

    /** Tells one of ours from another program that works in the same folder. */
    static final String SIGN = "\0server\0-dir=.\0-ip=127.0.0.1\0";

    private WeedArguments() {}

    static List<String> of(WeedPorts ports, List<String> more) {
        List<String> words = new ArrayList<>(List.of("-logtostderr=true", "server", "-dir=.", "-ip=127.0.0.1"));
        words.addAll(List.of(
                // Reached by this machine alone.
                "-ip.bind=127.0.0.1",
                "-master.port=" + ports.master(),
                "-master.port.grpc=" + ports.masterGrpc(),
                "-volume.port=" + ports.volume(),
                "-volume.port.grpc=" + ports.volumeGrpc(),
                "-filer",
                "-filer.port=" + ports.filer(),
                "-filer.port.grpc=" + ports.filerGrpc(),
                // By itself it puts this into /tmp, and reports to its makers.
                "-filer.localSocket=filer.sock",
                "-master.telemetry=false",
                // The only master need not wait long for others before it leads, nor a volume server for those who
                // read.
                "-master.electionTimeout=1s",
                "-volume.preStopSeconds=0",
                // Room in small steps, as far as the disk goes.
                "-master.volumeSizeLimitMB=256",
                "-volume.max=0"));
        words.addAll(more);
        return words;
    }
}
