import Glibc

/// The descriptors 0 to 2, as the program finds and leaves them.
enum StandardStreams {
    /// Opens a substitute for each that is closed, or the next file or pipe would get its number.
    ///
    /// As before, stdin cannot be read and stdout cannot be written; messages are lost.
    static func fillGaps() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest descriptor that is free is this one.
            _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY)
        }
    }

    /// Ends the process without the exit handlers of libraries.
    ///
    /// Our threads still run in libcurl and OpenSSL, whose handlers free what those threads use.
    static func leave(_ exitCode: Int32) -> Never {
        fflush(nil)
        _exit(exitCode)
    }
}
