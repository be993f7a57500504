/** What a request is made of, each part alone, measured by JMH. */
@NullMarked
package dev.opikdesktop.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
