package dev.opikdesktop.desktop.explorer.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Clip;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/** Plays a sound: WAV, AIFF or AU, which the JDK reads without help of the system. */
public final class SoundModel {
  private final DoubleProperty lengthSeconds = new SimpleDoubleProperty();
  private final DoubleProperty atSeconds = new SimpleDoubleProperty();
  private final BooleanProperty playing = new SimpleBooleanProperty();
  private final StringProperty problem = new SimpleStringProperty("");
  private @Nullable Clip clip;

  /** What was read of a sound: how long it is, and its samples. */
  record Sound(AudioFormat format, byte[] samples) {
    double seconds() {
      double bytesASecond = (double) format.getFrameSize() * format.getFrameRate();
      return bytesASecond > 0 ? samples.length / bytesASecond : 0;
    }
  }

  /** Zero while nothing is open. */
  public ReadOnlyDoubleProperty lengthSecondsProperty() {
    return lengthSeconds;
  }

  /** How far it has been played, as of the last {@link #tick}. */
  public ReadOnlyDoubleProperty atSecondsProperty() {
    return atSeconds;
  }

  public ReadOnlyBooleanProperty playingProperty() {
    return playing;
  }

  /** Why it can't be heard; empty while it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem;
  }

  /**
   * Reads a sound. Takes its time.
   *
   * @throws IOException with a reason that can be shown
   */
  static Sound read(byte[] file) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      AudioFormat given = in.getFormat();
      AudioFormat pcm =
          new AudioFormat(
              given.getSampleRate(), 16, given.getChannels(), true, given.isBigEndian());
      AudioInputStream samples = given.matches(pcm) ? in : AudioSystem.getAudioInputStream(pcm, in);
      return new Sound(samples.getFormat(), samples.readAllBytes());
    } catch (UnsupportedAudioFileException | IllegalArgumentException unknown) {
      throw new IOException("It can't be played here", unknown);
    }
  }

  void open(Sound sound) {
    close();
    lengthSeconds.set(sound.seconds());
    try {
      Clip opened = AudioSystem.getClip();
      opened.open(sound.format(), sound.samples(), 0, sound.samples().length);
      clip = opened;
    } catch (LineUnavailableException | IllegalArgumentException silent) {
      problem.set("This machine has no sound device that is free");
    }
  }

  /** Nothing is played any more. */
  void close() {
    Clip open = clip;
    clip = null;
    if (open != null) {
      open.close();
    }
    playing.set(false);
    problem.set("");
    lengthSeconds.set(0);
    atSeconds.set(0);
  }

  /** Plays, or stops for a while; at the end it begins anew. */
  public void toggle() {
    Clip open = clip;
    if (open == null) {
      return;
    }
    if (open.isRunning()) {
      open.stop();
      playing.set(false);
    } else {
      if (open.getFramePosition() >= open.getFrameLength()) {
        open.setFramePosition(0);
      }
      open.start();
      playing.set(true);
    }
  }

  /** Goes to a place, by its share of the whole. */
  public void seek(double share) {
    Clip open = clip;
    if (open != null) {
      open.setFramePosition((int) (Math.clamp(share, 0, 1) * open.getFrameLength()));
      tick();
    }
  }

  /** Time has passed. */
  public void tick() {
    Clip open = clip;
    if (open != null) {
      atSeconds.set(open.getFramePosition() / (double) open.getFormat().getFrameRate());
      if (playing.get() && open.getFramePosition() >= open.getFrameLength()) {
        open.stop();
        playing.set(false);
      }
    }
  }
}
