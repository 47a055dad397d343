import Glibc

/// The descriptors 0 to 2, as the program finds and leaves them.
enum StandardStreams {
    /// Puts something in the place of each that is closed, or the next file or pipe that is opened
    /// would be taken for it.
    ///
    /// stdin cannot be read and stdout not be written then, as before; messages are lost.
    static func fillGaps() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest descriptor that is free is this one.
            _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY)
        }
    }

    /// Ends the process without what libraries do at its end.
    ///
    /// Threads of ours still run in libcurl and OpenSSL, which take down what those threads use.
    static func leave(_ exitCode: Int32) -> Never {
        fflush(nil)
        _exit(exitCode)
    }
}
