package dev.opikdesktop.desktop.client;

import java.util.List;

/**
 * One page of a list (contract 1.6).
 *
 * @param number counted from 1
 * @param total rows of the whole list, not of this page
 */
public record Page<T>(int number, long total, List<T> content) {
  public Page {
    content = List.copyOf(content);
  }
}
