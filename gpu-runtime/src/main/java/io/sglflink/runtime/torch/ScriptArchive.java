package io.sglflink.runtime.torch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Assembles a TorchScript archive from source text and attribute values, with no Python anywhere.
 *
 * <p>An archive is a zip of stored entries: the code, and a pickle (protocol 2) that names the
 * module's class and gives its attributes.
 */
final class ScriptArchive {

  private static final String ROOT = "model/";

  private ScriptArchive() {}

  /** An attribute that starts as an empty container of TorchScript type {@code type}. */
  record EmptyList(String type) {}

  /** An attribute that starts as an empty dictionary of TorchScript type {@code type}. */
  record EmptyDict(String type) {}

  /**
   * @param files TorchScript source by file name without suffix
   * @param moduleClass the module's class as {@code file.Class}
   * @param attributes every attribute that the class declares: Boolean, Integer, Double, String,
   *     {@link EmptyList} or {@link EmptyDict}
   */
  static byte[] assemble(
      Map<String, String> files, String moduleClass, Map<String, Object> attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", pickle(moduleClass, attributes));
      for (Map.Entry<String, String> file : files.entrySet()) {
        store(zip, "code/__torch__/" + file.getKey() + ".py", utf8(file.getValue()));
      }
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "version", utf8("3\n"));
      store(zip, "byteorder", utf8("little"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A script file among the resources beside this class. */
  static String source(String name) {
    try (InputStream in = ScriptArchive.class.getResourceAsStream(name + ".py")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the model script " + name + ".py");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
    ZipEntry entry = new ZipEntry(ROOT + name);
    CRC32 crc = new CRC32();
    crc.update(data);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }

  private static byte[] pickle(String moduleClass, Map<String, Object> attributes)
      throws IOException {
    int dot = moduleClass.lastIndexOf('.');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(0x80);
    out.write(2);
    global(out, "__torch__." + moduleClass.substring(0, dot), moduleClass.substring(dot + 1));
    out.writeBytes(")\u0081}(");
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      string(out, attribute.getKey());
      value(out, attribute.getValue());
    }
    out.writeBytes("ub.");
    return bytes.toByteArray();
  }

  private static void value(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      out.write(flag ? 0x88 : 0x89);
    } else if (value instanceof Integer number) {
      out.write('J');
      out.writeInt(Integer.reverseBytes(number));
    } else if (value instanceof Double number) {
      out.write('G');
      out.writeDouble(number);
    } else if (value instanceof String text) {
      string(out, text);
    } else if (value instanceof EmptyList list) {
      container(out, ']', list.type());
    } else if (value instanceof EmptyDict dict) {
      container(out, '}', dict.type());
    } else {
      throw new IllegalArgumentException("no pickle form for " + value);
    }
  }

  private static void container(DataOutputStream out, char empty, String type) throws IOException {
    global(out, "torch.jit._pickle", "restore_type_tag");
    out.write(empty);
    string(out, type);
    out.write(0x86);
    out.write('R');
  }

  private static void global(DataOutputStream out, String module, String name) throws IOException {
    out.writeBytes("c" + module + "\n" + name + "\n");
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    byte[] data = utf8(text);
    out.write('X');
    out.writeInt(Integer.reverseBytes(data.length));
    out.write(data);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
